import { Component, useState } from "@odoo/owl";
import { inWords } from "./attendance_hours";

/**
 * One trainee of the sheet. A component of its own, so that a key pressed in a group of a hundred
 * people draws one row anew and not all of them.
 */
export class AttendanceRow extends Component {
    static template = "ais_sales.AttendanceRow";
    static props = {
        row: Object,
        days: Array,
        results: Array,
        active: { type: [String, Boolean] },
        // the cell through which the keyboard comes into the sheet
        entry: { type: [String, Boolean] },
        hasLearning: Boolean,
        canEdit: Boolean,
        sheet: Object,
    };

    setup() {
        // so that this row is drawn anew when it changes, and no other
        this.row = useState(this.props.row);
    }

    get sum() {
        return this.props.sheet.sum(this.row);
    }

    text(key) {
        return this.props.sheet.text(this.row, key);
    }

    cellClass(day) {
        const row = this.row;
        const value = this.props.sheet.value(row, day.date);
        return {
            o_ais_absent: value === 0,
            o_ais_changed: day.date in row.changes,
            o_ais_error: Boolean(row.errors[day.date]),
            o_ais_future: day.is_future,
            o_ais_today: day.is_today,
        };
    }

    tabindex(key) {
        if (!this.props.sheet.mayWrite(this.row, key)) {
            return undefined;
        }
        // an open cell has its input, which is the stop
        return this.props.entry === key && this.props.active !== key ? "0" : "-1";
    }

    /** Whose cell it is and of which column, for who hears it. */
    label(key) {
        return `${this.row.name}, ${this.props.sheet.columnLabel(key)}`;
    }

    number(value) {
        return inWords(value);
    }

    resultLabel(value) {
        return Object.fromEntries(this.props.results)[value] || "";
    }
}

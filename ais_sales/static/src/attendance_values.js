import { Component } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { inWords, readHours, readPercent } from "./attendance_hours";

/**
 * What stands in the cells of an attendance sheet, what was changed in it and what is wrong. The
 * state that `sheet` and `rows` live in is made by whoever shows the sheet.
 */
export class AttendanceValues extends Component {
    get canEdit() {
        return this.state.sheet.can_edit;
    }

    get keys() {
        return [...this.state.sheet.days.map((day) => day.date), "test_score", "result"];
    }

    value(row, key) {
        if (key in row.changes) {
            return row.changes[key];
        }
        if (key === "test_score" || key === "result") {
            return row[key];
        }
        return key in row.hours ? row.hours[key] : null;
    }

    text(row, key) {
        const value = this.value(row, key);
        if (value === null || value === undefined || value === "") {
            return "";
        }
        if (typeof value === "string") {
            return value;
        }
        return value === 0 && key !== "test_score" ? "н" : inWords(value);
    }

    sum(row) {
        let sum = row.learning;
        for (const key of new Set([...Object.keys(row.hours), ...Object.keys(row.changes)])) {
            if (key !== "test_score" && key !== "result") {
                const value = this.value(row, key);
                sum += typeof value === "number" ? value : 0;
            }
        }
        return inWords(sum);
    }

    present(day) {
        return this.state.rows.filter((row) => this.value(row, day.date) > 0).length;
    }

    isDay(key) {
        return key !== "test_score" && key !== "result";
    }

    mayWrite(row, key) {
        if (!this.canEdit || !row.is_open) {
            return false;
        }
        const day = this.state.sheet.days.find((one) => one.date === key);
        return !day || !day.is_future;
    }

    /** Take what was typed into a cell; a text that is no value stays in the cell with its error. */
    enter(row, key, text) {
        if (!this.mayWrite(row, key) || text === this.text(row, key)) {
            return;
        }
        if (key === "result") {
            this.change(row, key, text);
            return;
        }
        const value = key === "test_score" ? readPercent(text) : readHours(text);
        if (value === undefined) {
            row.changes[key] = text;
            row.errors[key] =
                key === "test_score"
                    ? _t("A test is scored from 0 to 100 %.")
                    : _t("Enter hours from 0 to 24, or “н” for absent.");
        } else {
            this.change(row, key, value);
        }
    }

    change(row, key, value) {
        delete row.errors[key];
        const saved = key in row.hours ? row.hours[key] : this.isDay(key) ? null : row[key];
        if (saved === value) {
            delete row.changes[key];
        } else {
            row.changes[key] = value;
        }
    }

    get changeCount() {
        return this.state.rows.reduce((sum, row) => sum + Object.keys(row.changes).length, 0);
    }

    get errorCount() {
        return this.state.rows.reduce((sum, row) => sum + Object.keys(row.errors).length, 0);
    }

    get firstError() {
        for (const row of this.state.rows) {
            const [message] = Object.values(row.errors);
            if (message) {
                return `${row.name}: ${message}`;
            }
        }
        return "";
    }

    // -- filling

    /** Everybody whose day is not entered was there for the whole day. */
    fill(days) {
        for (const day of days.filter((one) => !one.is_future)) {
            for (const row of this.state.rows) {
                if (this.mayWrite(row, day.date) && this.value(row, day.date) === null) {
                    this.change(row, day.date, day.hours);
                }
            }
        }
    }

    fillDay(day) {
        this.fill([day]);
    }

    fillAll() {
        this.fill(this.state.sheet.days);
    }
}

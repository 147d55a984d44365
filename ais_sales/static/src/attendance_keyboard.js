import { _t } from "@web/core/l10n/translation";
import { readBlock } from "./attendance_hours";
import { AttendanceValues } from "./attendance_values";

const STEPS = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Enter: [1, 0],
    Tab: [0, 1],
};

/**
 * Moving about an attendance sheet as in a spreadsheet: which cell is open, what keys, clicks and
 * pasted blocks do.
 */
export class AttendanceKeyboard extends AttendanceValues {
    activate(row, key) {
        if (this.mayWrite(row, key)) {
            this.state.active = { row: row.id, key };
            this.state.entry = { row: row.id, key };
        }
    }

    /** The cell to which Tab leads: the last one open, or the first of today. */
    get entry() {
        if (this.state.entry || !this.canEdit) {
            return this.state.entry;
        }
        const past = this.state.sheet.days.filter((day) => !day.is_future);
        const key = past.length ? past.at(-1).date : "test_score";
        const row = this.state.rows.find((one) => this.mayWrite(one, key));
        return row ? { row: row.id, key } : null;
    }

    get activeRow() {
        return this.state.active && this.state.rows.find((row) => row.id === this.state.active.row);
    }

    get activeInput() {
        return this.root.el?.querySelector(".o_ais_cell_input");
    }

    focusActive() {
        const input = this.activeInput;
        if (input && document.activeElement !== input) {
            input.focus();
            input.select?.();
        }
        input?.closest("td").scrollIntoView({ block: "nearest", inline: "nearest" });
    }

    /** Take what stands in the input, which knows its cell: the active one may be another by now. */
    commit() {
        const input = this.activeInput;
        const cell = input && input.closest("td[data-key]");
        const row = cell && this.rowOf(cell);
        if (row) {
            this.enter(row, cell.dataset.key, input.value);
        }
    }

    rowOf(cell) {
        return this.state.rows.find((row) => row.id === Number(cell.dataset.row));
    }

    onCellClick(ev) {
        const cell = ev.target.closest("td[data-key]");
        if (!cell || !this.canEdit) {
            return;
        }
        const row = this.rowOf(cell);
        const key = cell.dataset.key;
        const active = this.state.active;
        if (!active || active.row !== row.id || active.key !== key) {
            this.commit();
            this.activate(row, key);
        }
    }

    /** A cell that gets the focus is open at once. */
    onFocus(ev) {
        if (!this.isResting && ev.target.matches("td[data-key]")) {
            this.activate(this.rowOf(ev.target), ev.target.dataset.key);
        }
    }

    /** What was typed is forgotten; the next Tab leaves the sheet. */
    close(input) {
        const cell = input.closest("td[data-key]");
        input.value = this.text(this.rowOf(cell), cell.dataset.key);
        this.rest(cell);
        this.state.active = null;
    }

    /** The focus without an open cell. */
    rest(cell) {
        this.isResting = true;
        cell.focus();
    }

    onRestingKey(ev) {
        const isOpening = ["Enter", "F2"].includes(ev.key);
        if (!this.isResting || (!isOpening && !ev.key.startsWith("Arrow"))) {
            return;
        }
        ev.preventDefault();
        this.activate(this.rowOf(ev.target), ev.target.dataset.key);
        if (!isOpening) {
            this.move(...STEPS[ev.key]);
        }
    }

    onKeydown(ev) {
        if ((ev.ctrlKey || ev.metaKey) && ev.code === "KeyS") {
            ev.preventDefault();
            this.save();
            return;
        }
        if (!this.state.active) {
            if (ev.target.matches("td[data-key]")) {
                this.onRestingKey(ev);
            }
            return;
        }
        if (ev.key === "Escape") {
            ev.stopPropagation();
            if (ev.target.matches(".o_ais_cell_input")) {
                this.close(ev.target);
            }
            return;
        }
        const isList = ev.target.tagName === "SELECT";
        if (!(ev.key in STEPS) || (isList && ["ArrowUp", "ArrowDown"].includes(ev.key))) {
            return;
        }
        const [down, right] = STEPS[ev.key];
        const back = ev.shiftKey && ["Enter", "Tab"].includes(ev.key) ? -1 : 1;
        if (this.move(down * back, right * back)) {
            ev.preventDefault();
        }
    }

    /** Go to the next cell that may be written in this direction. */
    move(down, right) {
        this.commit();
        const keys = this.keys;
        const { row, key } = this.state.active;
        let line = this.state.rows.findIndex((one) => one.id === row) + down;
        let column = keys.indexOf(key) + right;
        while (line >= 0 && line < this.state.rows.length && column >= 0 && column < keys.length) {
            if (this.mayWrite(this.state.rows[line], keys[column])) {
                this.activate(this.state.rows[line], keys[column]);
                return true;
            }
            line += down;
            column += right;
        }
        return right === 0;
    }

    /** A block copied from a spreadsheet: cells that may not be written are passed over. */
    onPaste(ev) {
        const text = ev.clipboardData.getData("text/plain");
        if (!this.state.active || !/[\t\n\r]/.test(text.replace(/\r?\n$/, ""))) {
            return;
        }
        ev.preventDefault();
        const keys = this.keys;
        const top = this.state.rows.findIndex((row) => row.id === this.state.active.row);
        const left = keys.indexOf(this.state.active.key);
        let lost = 0;
        readBlock(text).forEach((cells, down) => {
            cells.forEach((cell, right) => {
                const row = this.state.rows[top + down];
                const key = keys[left + right];
                if (row && key && key !== "result" && this.mayWrite(row, key)) {
                    this.enter(row, key, cell);
                } else if (cell.trim()) {
                    lost++;
                }
            });
        });
        const input = this.activeInput;
        if (input) {
            input.value = this.text(this.activeRow, this.state.active.key);
        }
        if (lost) {
            this.notification.add(_t("%s cells do not fit into the sheet and were left out.", lost), {
                type: "warning",
            });
        }
    }

    onBlur(ev) {
        this.commit();
        if (ev.target.matches("td[data-key]")) {
            this.isResting = false;
        }
    }

    /** A group is opened: today is in sight, and the keyboard is at it. */
    begin() {
        this.scrollToToday();
        const cell = this.root.el?.querySelector("td[data-key][tabindex='0']");
        if (cell && document.activeElement === document.body) {
            this.rest(cell);
        }
    }

    scrollToToday() {
        this.root.el?.querySelector("th.o_ais_today, th.o_ais_last")?.scrollIntoView({
            block: "nearest",
            inline: "center",
        });
    }
}

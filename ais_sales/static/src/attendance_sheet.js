import { Component, onWillStart, useEffect, useRef, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { inWords, readBlock, readHours, readPercent } from "./attendance_hours";
import { AttendanceRow } from "./attendance_row";

const STEPS = {
    ArrowUp: [-1, 0],
    ArrowDown: [1, 0],
    ArrowLeft: [0, -1],
    ArrowRight: [0, 1],
    Enter: [1, 0],
    Tab: [0, 1],
};
const { DateTime } = luxon;

/**
 * Attendance of a whole group, kept like a spreadsheet (2.24): rows are trainees by client, columns
 * the training days, then the sum, the test and the final assessment. Saved in one call.
 */
export class AttendanceSheet extends Component {
    static template = "ais_sales.AttendanceSheet";
    static components = { AttendanceRow, Layout };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.dialog = useService("dialog");
        this.notification = useService("notification");
        this.root = useRef("root");
        this.display = { controlPanel: {} };
        this.state = useState({
            groups: [],
            sheet: null,
            rows: [],
            // counts what was loaded: rows are made anew with it
            version: 0,
            active: null,
            // the last one that was open
            entry: null,
            isSaving: false,
        });
        // a cell that was left by Escape has the focus and stays closed
        this.isResting = false;
        this.bound = {
            sum: this.sum,
            value: this.value,
            text: this.text,
            mayWrite: this.mayWrite.bind(this),
            columnLabel: this.columnLabel.bind(this),
        };
        useSetupAction({
            beforeLeave: () => this.mayLeave(),
            beforeUnload: (ev) => this.warnOfLoss(ev),
        });
        onWillStart(() => this.start());
        useEffect(
            () => this.focusActive(),
            () => [
                this.state.active && `${this.state.active.row}/${this.state.active.key}`,
                this.state.version,
            ],
        );
        useEffect(
            () => this.begin(),
            () => [this.state.sheet && this.state.sheet.group.id],
        );
    }

    // -- reading

    async start() {
        const { params, context } = this.props.action;
        const groupId = (params && params.group_id) || (context && context.group_id);
        this.state.groups = await this.orm.call("ais.course.group", "attendance_groups", []);
        const running = this.state.groups.filter((group) => group.is_running);
        if (groupId) {
            await this.open(groupId);
        } else if (running.length === 1) {
            await this.open(running[0].id);
        }
    }

    async open(groupId) {
        this.load(await this.orm.call("ais.course.group", "attendance_sheet", [[groupId]]));
    }

    load(sheet) {
        this.state.sheet = sheet;
        this.state.active = null;
        this.state.entry = null;
        this.state.version++;
        let client = null;
        this.state.rows = sheet.rows.map((row) => {
            const isFirst = row.client_id !== client;
            client = row.client_id;
            return { ...row, isFirst, changes: {}, errors: {} };
        });
    }

    async onChooseGroup(ev) {
        const groupId = Number(ev.target.value);
        if (await this.mayLeave()) {
            await this.open(groupId);
        } else {
            ev.target.value = this.state.sheet.group.id;
        }
    }

    get isChosen() {
        return Boolean(this.state.sheet);
    }

    get canEdit() {
        return this.state.sheet.can_edit;
    }

    get hasLearning() {
        return this.state.rows.some((row) => row.learning);
    }

    get keys() {
        return [...this.state.sheet.days.map((day) => day.date), "test_score", "result"];
    }

    number(value) {
        return inWords(value);
    }

    dayLabel(day) {
        return DateTime.fromISO(day.date).toFormat("dd.MM");
    }

    weekday(day) {
        return DateTime.fromISO(day.date).toFormat("ccc");
    }

    columnLabel(key) {
        if (!this.isDay(key)) {
            return key === "result" ? _t("Result") : _t("Test, %");
        }
        const day = this.state.sheet.days.find((one) => one.date === key);
        return `${this.weekday(day)} ${this.dayLabel(day)}`;
    }

    fillLabel(day) {
        return _t("All were present on %s", this.dayLabel(day));
    }

    // -- values

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

    discard() {
        this.load(this.state.sheet);
    }

    // -- moving about

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

    // -- saving

    async save() {
        this.commit();
        if (this.errorCount) {
            this.notification.add(this.firstError, { type: "danger" });
            return false;
        }
        const cells = [];
        const results = [];
        for (const row of this.state.rows) {
            for (const [key, value] of Object.entries(row.changes)) {
                (this.isDay(key) ? cells : results).push([row.id, key, value]);
            }
        }
        if (!cells.length && !results.length) {
            return true;
        }
        this.state.isSaving = true;
        try {
            const answer = await this.orm.call("ais.course.group", "save_attendance", [
                [this.state.sheet.group.id],
                cells,
                results,
            ]);
            return this.onSaved(answer);
        } finally {
            this.state.isSaving = false;
        }
    }

    onSaved({ errors, sheet }) {
        if (!errors.length) {
            const { active } = this.state;
            this.load(sheet);
            this.state.active = active;
            this.state.entry = active;
            this.notification.add(_t("The attendance is saved."), { type: "success" });
            return true;
        }
        for (const { trainee, key, message } of errors) {
            const row = this.state.rows.find((one) => one.id === trainee);
            if (row) {
                row.errors[key] = message;
            }
        }
        this.notification.add(_t("Nothing is saved: mend the cells in red first."), {
            type: "danger",
        });
        return false;
    }

    warnOfLoss(ev) {
        this.commit();
        if (this.state.sheet && this.changeCount) {
            ev.preventDefault();
            ev.returnValue = "Unsaved changes";
        }
    }

    /** Ask before changes are lost. */
    mayLeave() {
        this.commit();
        if (!this.state.sheet || !this.changeCount) {
            return true;
        }
        return new Promise((resolve) => {
            this.dialog.add(
                ConfirmationDialog,
                {
                    title: _t("The attendance is not saved"),
                    body: _t("Save what was entered in the sheet before leaving it?"),
                    confirmLabel: _t("Save"),
                    confirm: async () => resolve(await this.save()),
                    cancelLabel: _t("Leave without saving"),
                    cancel: () => resolve(true),
                    dismiss: () => resolve(false),
                },
                { onClose: () => resolve(false) },
            );
        });
    }

    openTrainees() {
        this.action.doActionButton({
            type: "object",
            name: "action_view_progress",
            resModel: "ais.course.group",
            resId: this.state.sheet.group.id,
            resIds: [this.state.sheet.group.id],
        });
    }

    async openImport() {
        if (await this.mayLeave()) {
            const groupId = this.state.sheet.group.id;
            this.action.doAction("ais_sales.ais_lms_import_action", {
                additionalContext: { default_group_id: groupId },
                onClose: () => this.open(groupId),
            });
        }
    }
}

registry.category("actions").add("ais_attendance_sheet", AttendanceSheet);

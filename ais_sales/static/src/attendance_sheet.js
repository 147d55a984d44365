import { onWillStart, useEffect, useRef, useState } from "@odoo/owl";
import { ConfirmationDialog } from "@web/core/confirmation_dialog/confirmation_dialog";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { useSetupAction } from "@web/search/action_hook";
import { Layout } from "@web/search/layout";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { inWords } from "./attendance_hours";
import { AttendanceKeyboard } from "./attendance_keyboard";
import { AttendanceRow } from "./attendance_row";

const { DateTime } = luxon;

/**
 * Attendance of a whole group, kept like a spreadsheet (2.24): rows are trainees by client, columns
 * the training days, then the sum, the test and the final assessment. Saved in one call.
 */
export class AttendanceSheet extends AttendanceKeyboard {
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

    get hasLearning() {
        return this.state.rows.some((row) => row.learning);
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

    discard() {
        this.load(this.state.sheet);
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

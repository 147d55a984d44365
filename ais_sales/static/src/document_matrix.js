import { Component, onWillStart } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { formatDate, deserializeDate } from "@web/core/l10n/dates";
import { useService } from "@web/core/utils/hooks";
import { listView } from "@web/views/list/list_view";
import { ListRenderer } from "@web/views/list/list_renderer";
import { standardFieldProps } from "@web/views/fields/standard_field_props";
import { FormViewDialog } from "@web/views/view_dialogs/form_view_dialog";

const MATRIX = "document_matrix";

const COLOUR_CLASSES = {
    overdue: "text-bg-danger",
    soon: "text-bg-warning",
    waiting: "text-bg-light border",
    optional: "text-muted border",
    done: "text-bg-success",
    not_needed: "text-muted",
};

// what the colour says is also a sign: a colour alone is not seen by everybody
const SIGNS = { overdue: "fa-exclamation", soon: "fa-clock-o" };

const ICONS = {
    to_prepare: "fa-pencil",
    sent: "fa-paper-plane",
    signed: "fa-pencil-square-o",
    original: "fa-check",
    not_needed: "fa-minus",
};

/** One cell: the documents of one type of an order. */
export class DocumentCell extends Component {
    static template = "ais_sales.DocumentCell";
    static props = { ...standardFieldProps, documentType: { type: Object, optional: true } };

    setup() {
        this.action = useService("action");
        this.dialog = useService("dialog");
    }

    get cell() {
        const cells = this.props.record.data[this.props.name] || {};
        return this.props.documentType ? cells[this.props.documentType.id] : undefined;
    }

    get classes() {
        return COLOUR_CLASSES[this.cell.colour] || "";
    }

    get icon() {
        return ICONS[this.cell.state] || "fa-question";
    }

    get sign() {
        return SIGNS[this.cell.colour];
    }

    get colourLabel() {
        return { overdue: _t("Overdue"), soon: _t("Due within a week") }[this.cell.colour];
    }

    get stateLabel() {
        return {
            to_prepare: _t("To prepare"),
            sent: _t("Sent"),
            signed: _t("Signed copy"),
            original: _t("Original received"),
            not_needed: _t("Not needed"),
        }[this.cell.state];
    }

    get turnLabel() {
        return {
            specialist: _t("Sales specialist"),
            training_office: _t("Training office"),
            accountant: _t("Accountant"),
            client: _t("Client"),
        }[this.cell.turn];
    }

    get deadline() {
        return this.cell.deadline ? formatDate(deserializeDate(this.cell.deadline)) : "";
    }

    get counter() {
        const { ids, done } = this.cell;
        return ids.length > 1 ? `${done}/${ids.length}` : "";
    }

    get title() {
        const parts = [this.props.documentType.name, this.stateLabel];
        if (this.colourLabel) {
            parts.push(this.colourLabel);
        }
        if (this.turnLabel) {
            parts.push(_t("Whose turn: %s", this.turnLabel));
        }
        if (this.deadline) {
            parts.push(_t("Deadline: %s", this.deadline));
        }
        return parts.join("\n");
    }

    /** The cell's name in the page, which outlives its being drawn anew. */
    get place() {
        return `${this.props.record.resId}/${this.props.documentType.id}`;
    }

    /** The list is drawn anew when the document is closed: the focus goes back to its cell. */
    focusAgain() {
        const { place } = this;
        setTimeout(() => {
            if (document.activeElement === document.body) {
                document.querySelector(`.o_ais_document_cell[data-place="${place}"]`)?.focus();
            }
        });
    }

    /** Enter is for the button: the list would open the order. */
    onKeydown(ev) {
        if (ev.key === "Enter") {
            ev.stopPropagation();
        }
    }

    async onClick(ev) {
        ev.stopPropagation();
        const reload = async () => {
            await this.props.record.model.load();
            this.focusAgain();
        };
        if (this.cell.ids.length === 1) {
            this.dialog.add(
                FormViewDialog,
                {
                    resModel: "ais.order.document",
                    resId: this.cell.ids[0],
                    title: this.props.documentType.name,
                    onRecordSaved: reload,
                },
                { onClose: reload },
            );
            return;
        }
        this.action.doAction("ais_sales.ais_order_document_action", {
            additionalContext: {
                search_default_open: 0,
                search_default_required: 0,
                search_default_order_id: this.props.record.resId,
                search_default_type_id: this.props.documentType.id,
            },
        });
    }
}

registry.category("fields").add("ais_document_cell", {
    component: DocumentCell,
    supportedTypes: ["json"],
    listViewWidth: 56,
    extractProps: ({ options }) => ({ documentType: options.documentType }),
});

/** A list in which the field of documents becomes a column for each type. */
export class DocumentMatrixRenderer extends ListRenderer {
    static template = "ais_sales.DocumentMatrixRenderer";

    setup() {
        super.setup();
        this.orm = useService("orm");
        this.documentTypes = [];
        onWillStart(async () => {
            this.documentTypes = await this.orm.searchRead(
                "ais.document.type",
                // what is added by hand stands in the order itself
                ["|", "|", ["is_for_single", "=", true], ["is_for_framework", "=", true], ["is_for_procurement", "=", true]],
                ["name", "code"],
                { order: "sequence, id" },
            );
            this.columns = this.getActiveColumns(this.props.list);
        });
    }

    getActiveColumns(list) {
        return super.getActiveColumns(list).flatMap((column) => {
            if (column.name !== MATRIX) {
                return this.env.isSmall ? this.narrowColumn(column) : [column];
            }
            return (this.documentTypes || []).map((documentType) => ({
                ...column,
                id: `${MATRIX}_${documentType.id}`,
                label: documentType.code,
                hasLabel: true,
                help: documentType.name,
                options: { ...column.options, documentType },
            }));
        });
    }

    /** A phone has room for the cells beside the order's number and client in one column. */
    narrowColumn(column) {
        return column.name === "name" ? [{ ...column, name: "display_name" }] : [];
    }

    /** What colours and signs of the cells mean. */
    get legend() {
        return [
            { classes: "text-bg-danger", sign: SIGNS.overdue, label: _t("Overdue") },
            { classes: "text-bg-warning", sign: SIGNS.soon, label: _t("Due within a week") },
            { classes: "text-bg-light border", label: _t("Awaited") },
            { classes: "text-bg-success", label: _t("In order") },
            { icon: ICONS.to_prepare, label: _t("To prepare") },
            { icon: ICONS.sent, label: _t("Sent") },
            { icon: ICONS.signed, label: _t("Signed copy") },
            { icon: ICONS.original, label: _t("Original received") },
        ];
    }

    isSortable(column) {
        return column.name !== MATRIX && super.isSortable(column);
    }
}

registry.category("views").add("ais_document_matrix", {
    ...listView,
    Renderer: DocumentMatrixRenderer,
});

import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { WarningDialog } from "@web/core/errors/error_dialogs";

/**
 * A group without enough free seats is a plain message, not a server error: the web client picks
 * the dialog by the full name of the exception's class.
 */
export class SeatsUnavailableDialog extends WarningDialog {
    inferTitle() {
        return _t("The group is full");
    }
}

registry
    .category("error_dialogs")
    .add(
        "odoo.addons.ais_sales.models.catalogue.course_group_seats.SeatsUnavailable",
        SeatsUnavailableDialog
    );

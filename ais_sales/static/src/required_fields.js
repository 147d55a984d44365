import { _t } from "@web/core/l10n/translation";
import { user } from "@web/core/user";
import { patch } from "@web/core/utils/patch";
import { Record } from "@web/model/relational_model/record";

/** Odoo has no Russian words for "Missing required fields"; ours also name the fields. */
patch(Record.prototype, {
    _displayInvalidFieldNotification() {
        if (!user.lang || user.lang.startsWith("en")) {
            return super._displayInvalidFieldNotification(...arguments);
        }
        const labels = [...this._invalidFields].map((name) => this.fields[name]?.string || name);
        return this.model.notification.add(_t("To be filled in: %s", labels.join(", ")), {
            type: "danger",
        });
    },
});

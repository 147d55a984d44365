import { registry } from "@web/core/registry";
import { capitalize } from "@web/core/utils/strings";
import {
    RemainingDaysField,
    remainingDaysField,
} from "@web/views/fields/remaining_days/remaining_days_field";

/**
 * A deadline in days: on the last day of a month Odoo's own widget says "next month" of tomorrow.
 */
export class DaysLeftField extends RemainingDaysField {
    get diffString() {
        if (this.diffDays === null || Math.abs(this.diffDays) > 99) {
            return super.diffString;
        }
        const day = this.props.record.data[this.props.name];
        return capitalize(day.toRelativeCalendar({ unit: "days" }));
    }
}

registry.category("fields").add("ais_days_left", {
    ...remainingDaysField,
    component: DaysLeftField,
});

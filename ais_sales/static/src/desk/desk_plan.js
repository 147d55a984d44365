import { Component } from "@odoo/owl";
import { blockProps } from "./desk_rows";

/** Each indicator of the plan: a bar of what is done, and a paler one of what is forecast. */
export class DeskPlan extends Component {
    static template = "ais_sales.DeskPlan";
    static props = blockProps;

    width(percent) {
        return `width: ${Math.max(0, Math.min(percent || 0, 100))}%`;
    }
}

import { Component } from "@odoo/owl";
import { blockProps } from "./desk_rows";

const RADIUS = 80;
const ARC = Math.PI * RADIUS;

/** Half a ring: how much of the plan is done, and behind it how much is forecast. */
export class DeskGauge extends Component {
    static template = "ais_sales.DeskGauge";
    static props = blockProps;

    dash(percent) {
        const share = Math.max(0, Math.min(percent || 0, 100)) / 100;
        return `${share * ARC} ${ARC}`;
    }

    get words() {
        const { title, percent, lines } = this.props.block;
        return `${title}: ${percent} %; ${lines.map((line) => line.join(": ")).join("; ")}`;
    }

    get tone() {
        const { percent, forecast_percent } = this.props.block;
        if (percent >= 100) {
            return "text-success";
        }
        return forecast_percent >= 100 ? "text-primary" : "text-warning";
    }
}

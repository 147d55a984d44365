import { Component } from "@odoo/owl";

const WIDTH = 80;
const HEIGHT = 22;

/** A small line of the last weeks. */
export class Sparkline extends Component {
    static template = "ais_sales.Sparkline";
    static props = { trend: Array };

    get points() {
        const values = this.props.trend.map(([, value]) => value);
        const low = Math.min(...values);
        const span = Math.max(...values) - low || 1;
        const step = WIDTH / Math.max(values.length - 1, 1);
        return values
            .map((value, at) => {
                const y = HEIGHT - 2 - ((value - low) / span) * (HEIGHT - 4);
                return `${(at * step).toFixed(1)},${y.toFixed(1)}`;
            })
            .join(" ");
    }
}

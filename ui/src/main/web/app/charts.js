import { html, svg } from "./lit.js";
import { rating } from "./bits.js";
import { number, percent } from "./format.js";
import { t } from "./text.js";

/** Charts as plain SVG. Each says in words what it shows; the numbers stand beside it as text. */

const ROW = 30;
const LEFT = 150;
const WIDTH = 560;

/** Scores of agents as bars, with the threshold as a line and each one's weight. */
export function scoreChart({ scores, weights, threshold }) {
  const agents = Object.keys(scores).filter((name) => name !== "total");
  const height = agents.length * ROW + 26;
  const x = (value) => LEFT + (value / 100) * (WIDTH - LEFT - 74);
  const label = t("chart.scores", { list: agents.map((name) => `${t(`agent.${name}`)} ${scores[name]}`).join(", ") });
  return html`<svg class="chart scores" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${label}>
    ${[0, 50, 70, 100].map((tick) => svg`<line class="tick" x1=${x(tick)} x2=${x(tick)} y1="4" y2=${height - 20}></line><text class="axis" x=${x(tick)} y=${height - 6} text-anchor="middle">${tick}</text>`)}
    ${agents.map((name, i) => {
      const y = 6 + i * ROW;
      return svg`<text class="name" x=${LEFT - 10} y=${y + 14} text-anchor="end">${t(`agent.${name}`)}</text>
        <rect class="track" x=${x(0)} y=${y + 3} width=${x(100) - x(0)} height="14" rx="2"></rect>
        <rect class="bar ${rating(scores[name])}" x=${x(0)} y=${y + 3} width=${Math.max(2, x(scores[name]) - x(0))} height="14" rx="2"></rect>
        <text class="number" x=${x(100) + 10} y=${y + 14}>${scores[name]}</text>
        <text class="weight" x=${WIDTH} y=${y + 14} text-anchor="end">${weights?.[name] === undefined ? "" : percent(weights[name])}</text>`;
    })}
    ${typeof threshold === "number" ? svg`<line class="threshold" x1=${x(threshold)} x2=${x(threshold)} y1="0" y2=${height - 20}></line>` : ""}
  </svg>`;
}

/** The total on a scale with the threshold. */
export function gauge(score, threshold) {
  const x = (value) => 4 + value * 2.32;
  return html`<svg class="chart gauge" viewBox="0 0 240 34" role="img" aria-label=${t("chart.total", { n: score, threshold })}>
    <rect class="track" x="4" y="12" width="232" height="8" rx="4"></rect>
    <rect class="bar ${rating(score)}" x="4" y="12" width=${Math.max(4, x(score) - 4)} height="8" rx="4"></rect>
    <line class="threshold" x1=${x(threshold)} x2=${x(threshold)} y1="6" y2="26"></line>
    <text class="axis" x=${x(threshold)} y="34" text-anchor="middle">${threshold}</text>
  </svg>`;
}

/** Counts as bars with their names. */
export function countChart(entries, { label, nameOf, tone = () => "plain" }) {
  const most = Math.max(1, ...entries.map(([, count]) => count));
  const height = entries.length * 26 + 4;
  const width = (count) => (count / most) * (WIDTH - LEFT - 70);
  return html`<svg class="chart counts" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${label}: ${entries.map(([name, count]) => `${nameOf(name)} ${count}`).join(", ")}">
    ${entries.map(([name, count], i) => svg`<text class="name" x=${LEFT - 10} y=${i * 26 + 17} text-anchor="end">${nameOf(name)}</text>
      <rect class="bar ${tone(name)}" x=${LEFT} y=${i * 26 + 6} width=${Math.max(count ? 2 : 0, width(count))} height="14" rx="2"></rect>
      <text class="number" x=${LEFT + width(count) + 8} y=${i * 26 + 17}>${number(count)}</text>`)}
  </svg>`;
}

/** Decisions by week, bids above no-bids. */
export function weekChart(weeks, nameOf) {
  const most = Math.max(4, ...weeks.map(({ bit, noBit }) => bit + noBit));
  const height = 190;
  const step = (WIDTH - 40) / weeks.length;
  const y = (count) => 8 + (1 - count / most) * (height - 40);
  const every = Math.ceil(weeks.length / 6);
  const ticks = [0, Math.ceil(most / 2), most];
  return html`<svg class="chart weeks" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label=${t("chart.weeks", { n: weeks.length, bit: weeks.reduce((sum, one) => sum + one.bit, 0), noBit: weeks.reduce((sum, one) => sum + one.noBit, 0) })}>
    ${ticks.map((tick) => svg`<line class="tick" x1="34" x2=${WIDTH} y1=${y(tick)} y2=${y(tick)}></line><text class="axis" x="26" y=${y(tick) + 4} text-anchor="end">${tick}</text>`)}
    ${weeks.map(({ monday, bit, noBit }, i) => {
      const x = 40 + i * step;
      const width = Math.min(28, step * 0.62);
      return svg`<rect class="bar negative" x=${x} y=${y(noBit)} width=${width} height=${y(0) - y(noBit)}></rect>
        <rect class="bar positive" x=${x} y=${y(noBit + bit)} width=${width} height=${y(0) - y(bit)}></rect>
        ${i % every === 0 ? svg`<text class="axis" x=${x + width / 2} y=${height - 8} text-anchor="middle">${nameOf(monday)}</text>` : ""}`;
    })}
  </svg>`;
}

/**
 * Draws the charts of a page from its data, in the colours of its style; anew when those change, and in those of paper while it is
 * printed. Plain JavaScript of the browser: it goes into the page as it stands here.
 */
export const PAGE_SCRIPT = `
(() => {
  "use strict";
  const page = JSON.parse(document.getElementById("data").textContent);
  const root = document.documentElement;
  const drawn = [];
  root.classList.add("drawn");

  const colour = (name) => getComputedStyle(root).getPropertyValue("--" + name).trim();

  /** Short figures for an axis, in the page's language. */
  function tickOf(unit) {
    const short = { notation: "compact", maximumFractionDigits: 1 };
    if (unit.kind === "money") {
      const display = page.language === "en" ? "code" : "symbol";
      const money = new Intl.NumberFormat(page.language, { ...short, style: "currency", currency: unit.currency, currencyDisplay: display });
      return (value) => money.format(value / 10 ** unit.digits);
    }
    const plain = new Intl.NumberFormat(page.language, short);
    return (value) => (Number.isInteger(value) ? plain.format(value) : "");
  }

  function shortened(text, most) {
    const characters = [...text];
    return characters.length <= most ? text : characters.slice(0, most - 1).join("") + "\\u2026";
  }

  function datasetOf(series, chart) {
    const tone = colour(series.tone);
    return {
      label: series.name,
      data: series.values,
      backgroundColor: tone,
      hoverBackgroundColor: tone,
      borderRadius: 3,
      borderSkipped: chart.isStacked ? false : "start",
      borderWidth: chart.isStacked ? { right: 1 } : 0,
      borderColor: colour("card"),
      maxBarThickness: chart.kind === "bars" ? 18 : 36,
      categoryPercentage: 0.78,
      barPercentage: 0.9,
    };
  }

  function axesOf(chart, width) {
    const dim = colour("dim");
    const font = { size: 12 };
    const isAcross = chart.kind === "bars";
    const most = Math.max(10, Math.min(30, Math.floor(width / 17)));
    const names = {
      stacked: chart.isStacked,
      grid: { display: false },
      border: { color: colour("line") },
      ticks: {
        color: isAcross ? colour("text") : dim,
        font,
        autoSkip: !isAcross,
        maxRotation: 0,
        autoSkipPadding: 14,
        callback: (_, at) => shortened(chart.ticks[at] ?? "", isAcross ? most : 12),
      },
    };
    const figures = {
      stacked: chart.isStacked,
      beginAtZero: true,
      grid: { color: colour("line") },
      border: { display: false },
      ticks: { color: dim, font, maxTicksLimit: isAcross ? Math.max(3, Math.floor(width / 110)) : 6, maxRotation: 0, callback: tickOf(chart.unit) },
    };
    // Charts along one time begin at one line.
    const aligned = { ...figures, afterFit: (scale) => { scale.width = Math.max(scale.width, 64); } };
    return isAcross ? { x: figures, y: names } : { x: names, y: aligned };
  }

  /** Room between the legend and what it is about. */
  const legendRoom = {
    id: "legendRoom",
    beforeInit(chart) {
      const fit = chart.legend.fit;
      chart.legend.fit = function () {
        fit.call(this);
        this.height += 10;
      };
    },
  };

  function draw(chart) {
    const canvas = document.getElementById(chart.id);
    const options = {
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      indexAxis: chart.kind === "bars" ? "y" : "x",
      interaction: { mode: "index", intersect: false, axis: chart.kind === "bars" ? "y" : "x" },
      scales: axesOf(chart, canvas.parentElement.clientWidth),
      plugins: {
        legend: {
          display: chart.series.length > 1,
          align: "start",
          labels: { color: colour("text"), boxWidth: 10, boxHeight: 10, useBorderRadius: true, borderRadius: 2, padding: 16, font: { size: 12 } },
        },
        tooltip: {
          backgroundColor: colour("text"),
          titleColor: colour("card"),
          bodyColor: colour("card"),
          padding: 10,
          cornerRadius: 6,
          boxPadding: 4,
          callbacks: {
            title: (items) => chart.labels[items[0]?.dataIndex] ?? "",
            label: (item) => item.dataset.label + ": " + chart.series[item.datasetIndex].texts[item.dataIndex],
          },
        },
      },
    };
    const datasets = chart.series.map((series) => datasetOf(series, chart));
    return new Chart(canvas, { type: "bar", data: { labels: chart.labels, datasets }, options, plugins: chart.series.length > 1 ? [legendRoom] : [] });
  }

  function drawAll() {
    for (const chart of drawn.splice(0)) chart.destroy();
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    for (const chart of page.charts) drawn.push(draw(chart));
  }

  const folded = [...document.querySelectorAll("details")];
  let open = [];

  function onPaper(isPrinting) {
    if (isPrinting) open = folded.filter((details) => details.open);
    for (const details of folded) details.open = isPrinting || open.includes(details);
    root.classList.toggle("printing", isPrinting);
    drawAll();
  }

  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  addEventListener("beforeprint", () => onPaper(true));
  addEventListener("afterprint", () => onPaper(false));
  drawAll();
})();
`;

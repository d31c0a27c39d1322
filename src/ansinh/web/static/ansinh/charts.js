// Draws every chart of the pages with Chart.js from the JSON beside its canvas (web/charts.py says the form).
(() => {
  const drawn = new Map();
  const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const TONES = {
    done: () => ({ borderColor: token("--series-1"), width: 3 }),
    pace: () => ({ borderColor: token("--ink-3"), width: 1.6, dash: [3, 4] }),
    needed: () => ({ borderColor: token("--gold"), width: 2.2, dash: [6, 5] }),
    second: () => ({ borderColor: token("--series-2"), width: 2.4 }),
    third: () => ({ borderColor: token("--series-3"), width: 2.4 }),
    fourth: () => ({ borderColor: token("--series-4"), width: 2.4 }),
  };
  const locale = document.documentElement.lang === "en" ? "en-GB" : "vi-VN";
  const write = (value, places) => new Intl.NumberFormat(locale, { maximumFractionDigits: places }).format(value);

  const dataset = (one, kind) => {
    const tone = TONES[one.tone]();
    const soft = `color-mix(in srgb, ${tone.borderColor} 12%, transparent)`;
    const lastKnown = one.values.reduce((last, value, i) => (value === null ? last : i), -1);
    return {
      label: one.name, data: one.values, borderColor: tone.borderColor, borderWidth: kind === "bar" ? 0 : tone.width,
      borderDash: tone.dash || [], backgroundColor: kind === "bar" ? tone.borderColor : soft, fill: one.fill ? "origin" : false,
      tension: 0.25, spanGaps: false, borderRadius: 3, maxBarThickness: 16, pointBackgroundColor: tone.borderColor,
      pointBorderColor: token("--card"), pointBorderWidth: 2, pointHoverRadius: 6,
      pointRadius: one.values.map((_, i) => (one.tone === "done" && i === lastKnown && kind !== "bar" ? 5.5 : 0)),
    };
  };
  const options = (spec, narrow) => ({
    responsive: true, maintainAspectRatio: false, animation: false, locale,
    interaction: { mode: "index", intersect: false },
    layout: { padding: { top: 8, right: 10 } },
    plugins: {
      legend: { display: false },
      tooltip: {
        backgroundColor: token("--rail"), padding: 10, cornerRadius: 8, usePointStyle: true, boxPadding: 4,
        titleFont: { family: "Inter", weight: 600 }, bodyFont: { family: "Inter" },
        callbacks: { label: (item) => ` ${item.dataset.label}: ${write(item.parsed.y, spec.places)}${spec.unit ? " " + spec.unit : ""}` },
      },
    },
    scales: {
      x: { grid: { display: false }, border: { color: token("--line") }, ticks: { color: token("--ink-2"), font: { family: "Inter", size: narrow ? 13 : 12 }, maxTicksLimit: narrow ? 4 : 12, maxRotation: 0 } },
      y: { beginAtZero: spec.zero, grace: spec.zero ? 0 : "15%", grid: { color: token("--line-2") }, border: { display: false }, ticks: { color: token("--ink-2"), padding: 8, font: { family: "Inter", size: narrow ? 13 : 12 }, maxTicksLimit: narrow ? 4 : 5, callback: (value) => write(value, spec.places) } },
    },
  });
  const draw = (canvas) => {
    const spec = JSON.parse(document.getElementById(`${canvas.id}-data`).textContent);
    if (drawn.has(canvas.id)) drawn.get(canvas.id).destroy();
    const settings = options(spec, canvas.parentElement.clientWidth < 420);
    settings.datasets = {};
    drawn.set(canvas.id, new Chart(canvas, { type: spec.kind, data: { labels: spec.labels, datasets: spec.series.map((one) => dataset(one, spec.kind)) }, options: settings }));
  };
  const all = () => document.querySelectorAll("canvas[data-chart]").forEach(draw);
  const start = () => { Chart.defaults.font.family = "Inter, sans-serif"; all(); };
  if (document.fonts && document.fonts.ready) document.fonts.ready.then(start); else start();
  document.addEventListener("ansinh:theme", () => { if (drawn.size) all(); });
  document.addEventListener("htmx:afterSwap", (event) => event.target.querySelectorAll("canvas[data-chart]").forEach(draw));
  addEventListener("beforeprint", () => drawn.forEach((chart) => chart.resize()));
})();

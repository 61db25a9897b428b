/* Draws each chart of a page from its description, without eval: vega-interpreter. */
"use strict";

const NAMES = 0.36; // of the width at most: the bars need the rest

for (const figure of document.querySelectorAll("[data-chart]")) {
  const source = document.getElementById(figure.dataset.chart);
  const description = JSON.parse(source.textContent);
  delete description.$schema; // It names an older minor format; ours reads it too.
  description.width = "container";
  description.description = figure.getAttribute("aria-label"); // vega reads it aloud
  const names = description.encoding?.y?.axis;
  if (names?.labelLimit) {
    names.labelLimit = Math.min(names.labelLimit, NAMES * figure.clientWidth);
  }
  vegaEmbed(figure, description, {
    actions: false,
    ast: true,
    expr: vegaInterpreter.expressionInterpreter,
    config: { font: "Inter, sans-serif" },
    defaultStyle: false,
    logLevel: vega.Error,
    mode: "vega-lite",
    renderer: "svg",
  });
}

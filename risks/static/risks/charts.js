/* Draws each chart of a page from its description, without eval: vega-interpreter. */
"use strict";

const NAMES = 0.36; // of the width at most: the bars need the rest

/* The theme's own colours, so that a chart turns with its dark mode. */
function look(figure) {
  const style = getComputedStyle(figure);
  const [ink, quiet, line] = ["--wb-text", "--wb-quiet", "--wb-line"].map(
    (name) => inRgb(style.getPropertyValue(name)),
  );
  const written = { labelColor: ink, titleColor: ink };
  return {
    font: "Inter, sans-serif",
    background: "transparent",
    title: { color: ink },
    axis: { ...written, gridColor: line, domainColor: quiet, tickColor: quiet },
    legend: written,
    header: written,
    view: { stroke: line },
    text: { color: ink },
  };
}

/* Vega reads fewer forms of a colour than a style sheet: a canvas knows them all. */
function inRgb(colour) {
  const pixel = document.createElement("canvas").getContext("2d");
  pixel.fillStyle = colour.trim();
  pixel.fillRect(0, 0, 1, 1);
  const [red, green, blue] = pixel.getImageData(0, 0, 1, 1).data;
  return `rgb(${red}, ${green}, ${blue})`;
}

function draw(figure) {
  const source = document.getElementById(figure.dataset.chart);
  const description = JSON.parse(source.textContent);
  delete description.$schema; // It names an older minor format; ours reads it too.
  delete description.background; // White, for paper.
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
    config: look(figure),
    defaultStyle: false,
    logLevel: vega.Error,
    mode: "vega-lite",
    renderer: "svg",
  });
}

function drawAll() {
  document.querySelectorAll("[data-chart]").forEach(draw);
}

drawAll();
new MutationObserver(drawAll).observe(document.documentElement, {
  attributeFilter: ["class"],
});

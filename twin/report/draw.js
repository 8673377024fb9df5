"use strict";
(function () {
  const config = { displayModeBar: false, responsive: true, showTips: false };
  const figures = [];
  for (const note of document.querySelectorAll("script.figure")) {
    const figure = JSON.parse(note.textContent);
    const place = document.getElementById(note.dataset.into);
    figures.push(place);
    Plotly.newPlot(place, figure.data, figure.layout, config);
  }
  const closed = [];
  const tall = new Map();
  function forPaper() {
    for (const details of document.querySelectorAll("details:not([open])")) {
      details.open = true;
      closed.push(details);
    }
    for (const place of figures) {
      tall.set(place, place.layout.height);
      const height = Math.min(place.layout.height, 860);
      Plotly.relayout(place, { width: 690, height: height, autosize: false });
    }
  }
  function forScreen() {
    while (closed.length) closed.pop().open = false;
    for (const place of figures) {
      Plotly.relayout(place, { width: null, height: tall.get(place), autosize: true });
    }
  }
  window.addEventListener("beforeprint", forPaper);
  window.addEventListener("afterprint", forScreen);
})();

/* The theme's menu buttons are plain spans: make them reachable by the keyboard. */
"use strict";

const MENU_LABEL = document.currentScript.dataset.menuLabel; // in the page's language

for (const icon of document.querySelectorAll("span.material-symbols-outlined")) {
  const clicks = icon.getAttribute("x-on:click") || "";
  if (clicks.includes("sidebar")) {
    icon.setAttribute("role", "button");
    icon.setAttribute("tabindex", "0");
    icon.setAttribute("aria-label", MENU_LABEL);
    icon.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        icon.click();
      }
    });
  }
}

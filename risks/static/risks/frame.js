/* The theme's menu buttons are plain spans: make them reachable by the keyboard. */
"use strict";

for (const icon of document.querySelectorAll("span.material-symbols-outlined")) {
  const clicks = icon.getAttribute("x-on:click") || "";
  if (clicks.includes("sidebar")) {
    icon.setAttribute("role", "button");
    icon.setAttribute("tabindex", "0");
    icon.setAttribute("aria-label", "Show or hide the menu");
    icon.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") {
        event.preventDefault();
        icon.click();
      }
    });
  }
}

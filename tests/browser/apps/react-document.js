// Hydrates the whole document when the test says so.

import { createElement as h, useState } from "react";
import { hydrateRoot } from "react-dom/client";
import { Page } from "./document.js";

window.complaints = [];
window.hydrate = () => new Promise((done) => {
  const onRecoverableError = (error) => window.complaints.push(`${error}`);
  hydrateRoot(document, h(Page, { useState, ready: done }), { onRecoverableError });
});

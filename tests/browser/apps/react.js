// A small server-rendered React app: the page holds its markup, the test says when to hydrate and re-render.

import { createElement as h, useState } from "react";
import { hydrateRoot } from "react-dom/client";
import { App } from "./app.js";

window.complaints = [];
window.hydrate = () => new Promise((done) => {
  const onRecoverableError = (error) => window.complaints.push(`${error}`);
  hydrateRoot(document.querySelector("#root"), h(App, { useState, ready: done }), { onRecoverableError });
});

"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const byId = id => document.getElementById(id);

const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes || {})) {
    if (value !== undefined && value !== null && value !== false) element.setAttribute(name, value === true ? "" : value);
  }
  for (const child of children) if (child !== null && child !== undefined) element.append(child);
  return element;
};
const plural = (n, one, many) => n.toLocaleString("en") + " " + (n === 1 ? one : many);
const day = date => date ? date.slice(0, 10) : "";
const short = sha => sha ? sha.slice(0, 10) : "";

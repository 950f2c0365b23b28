/** @import { PageData } from '../data/page-data.js' */

/**
 * The element with an id; that there is none is a mistake of ours.
 * @param {string} id
 * @returns {HTMLElement}
 */
export const find = (id) => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no #${id}`);
  return found;
};

/**
 * What the page draws and lists.
 * @type {PageData}
 */
export const data = JSON.parse(find('data').textContent ?? '');

/** The symbols that have a price, in the order in which they are offered. */
export const symbols = Object.keys(data.prices);

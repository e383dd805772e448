import LRU from 'zrender/lib/core/LRU.js';

// The library remembers the widths of texts in a plain object. A text such as "__proto__" would be found in every
// object, and be written into as if it were its own: from then on all objects of the thread would have more properties.
const { get, put } = LRU.prototype;
LRU.prototype.get = function (key) {
  return get.call(this, `=${key}`);
};
LRU.prototype.put = function (key, value) {
  return put.call(this, `=${key}`, value);
};

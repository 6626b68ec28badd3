/* Figures typed while the network is away stay on this device until they are sent. */
const name = (address) => `figures:${address}`;

function read(address) {
  try {
    return JSON.parse(localStorage.getItem(name(address)) || "{}");
  } catch {
    return {};
  }
}

function write(address, rows) {
  try {
    if (Object.keys(rows).length) localStorage.setItem(name(address), JSON.stringify(rows));
    else localStorage.removeItem(name(address));
  } catch {
    /* a browser that keeps nothing still has the figures in the page */
  }
}

export function keep(address, key, fields) {
  write(address, { ...read(address), [key]: fields });
}

export function drop(address, key) {
  const rows = read(address);
  delete rows[key];
  write(address, rows);
}

export function kept(address) {
  return Object.entries(read(address));
}

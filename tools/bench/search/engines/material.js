// Material's worker, spoken to as the theme does: set up with the whole index, then one message for each query.

const SETUP = 0;
const QUERY = 2;

let worker;

function ask(type, data) {
  return new Promise((resolve) => {
    worker.onmessage = (message) => resolve(message.data.data);
    worker.postMessage({ type, data });
  });
}

async function start() {
  worker = new Worker("./worker.js");
  const index = await (await fetch("./search_index.json")).json();
  await ask(SETUP, { ...index, options: { suggest: false } });
}

async function search(query) {
  if (!worker) await start();
  return (await ask(QUERY, query)).items;
}

export async function rank(query, limit) {
  return (await search(query)).slice(0, limit).map(([section]) => section.location.split("#")[0]);
}

// The theme puts the whole text of each section into the list and lets a style sheet cut it.
export async function show(query, limit) {
  return (await search(query)).slice(0, limit).map(([section]) => ({ title: section.title, excerpt: section.text }));
}

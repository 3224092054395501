import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One client's row of the table client × feature: what it was seen to do, and what it was seen to lack. */
export class Row {
  features = {};
  remarks = [];

  constructor(client, revision) {
    Object.assign(this, { client, revision });
  }

  does(feature, remark) {
    this.#set(feature, true, remark);
  }

  /** Only after it was seen: the remark goes into src/docs/clients.md. */
  lacks(feature, remark) {
    this.#set(feature, false, remark);
  }

  write() {
    const name = `${this.client} ${this.revision}.json`.replaceAll(/[^\w.]+/g, '-');
    writeFileSync(join(process.env.ROWS, name), JSON.stringify(this, null, 2));
  }

  #set(feature, seen, remark) {
    console.log(`${this.client}: ${seen ? '' : 'not '}${feature}${remark ? `: ${remark}` : ''}`);
    this.features[feature] = seen;
    if (remark) this.remarks.push(remark);
  }
}

/** Stops the servers and starts them again; clients, grants and sessions are gone, the signing key only on demand. */
export async function restart({ forgettingKey = false } = {}) {
  const reply = await fetch(`${process.env.GATEHOUSE_RESTART}${forgettingKey ? '?key=new' : ''}`, { method: 'POST' });
  if (reply.status !== 204) throw new Error(`the restart answered ${reply.status}: ${await reply.text()}`);
}

// Loaded by `node --import` in front of the command line that is tested: writes down, in the order in which
// they happen, what its files and sockets are told, and knows nothing of what is tested.
import { openSync, readlinkSync, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Socket } from 'node:net';

const trace = openSync(process.env.MILLRACE_TRACE_TO, 'a');
const note = (event) => writeSync(trace, `${JSON.stringify(event)}\n`);
const placeOf = ({ fd }) => {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`);
  } catch {
    return `fd ${fd}`;
  }
};

const probe = await open(process.execPath);
const files = Object.getPrototypeOf(probe);
await probe.close();

const { write, datasync, sync } = files;
files.write = async function (data, offset, length, position) {
  const text = Buffer.from(data.subarray(offset, offset + length)).toString('latin1');
  const place = placeOf(this);
  const written = await write.call(this, data, offset, length, position);
  note({ kind: 'written', place, text });
  return written;
};
for (const [name, run] of Object.entries({ datasync, sync })) {
  files[name] = async function () {
    const place = placeOf(this);
    note({ kind: 'sync', place });
    await run.call(this);
    note({ kind: 'synced', place });
  };
}

const send = Socket.prototype.write;
Socket.prototype.write = function (data, ...rest) {
  note({ kind: 'sent', text: String(data) });
  return send.call(this, data, ...rest);
};

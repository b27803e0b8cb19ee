import { assertEquals } from "@std/assert";
import { ProgressBar, type ProgressBarOptions } from "./unstable_progress_bar.ts";

const CLEAR = "\r\x1b[K";
const EMPTY = "-".repeat(50);

/** The chunks that a bar writes while `work` goes on, and when it stops. */
async function written(
  options: ProgressBarOptions,
  work: (bar: ProgressBar) => void | Promise<void> = () => {},
): Promise<string[]> {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const bar = new ProgressBar({ ...options, writable, keepOpen: false });
  const chunks = Array.fromAsync(
    readable,
    (chunk) => new TextDecoder().decode(chunk),
  );
  await work(bar);
  await bar.stop();
  return await chunks;
}

Deno.test("ProgressBar writes time, bar and amount at its start and its end", async () => {
  assertEquals(
    await written({ max: 10_000 }, (bar) => void (bar.value += 1000)),
    [
      `${CLEAR}[00:00] [${EMPTY}] [0.00/9.77 KiB]`,
      `${CLEAR}[00:00] [#####${EMPTY.slice(5)}] [0.98/9.77 KiB]`,
      "\n",
    ],
  );
});

Deno.test("ProgressBar goes when it stops, if so wished", async () => {
  assertEquals(await written({ max: 2048, clear: true }), [
    `${CLEAR}[00:00] [${EMPTY}] [0.00/2.00 KiB]`,
    CLEAR,
  ]);
});

Deno.test("ProgressBar draws no less than nothing and no more than all", async () => {
  const bar = { max: 10, barLength: 4, fillChar: "=", emptyChar: "." };
  const formatter: ProgressBarOptions["formatter"] = ({ progressBar }) => progressBar;
  for (
    const [value, expected] of [[-5, "...."], [0, "...."], [5, "==.."], [
      20,
      "====",
    ]] as const
  ) {
    assertEquals(
      (await written({ ...bar, value, formatter }))[0],
      CLEAR + expected,
    );
  }
});

Deno.test("ProgressBar chooses a unit for the larger amount", async () => {
  const units = ["KiB", "MiB", "GiB", "TiB", "PiB", "PiB"];
  for (const [i, unit] of units.entries()) {
    const [first] = await written({
      max: 1024 ** (i + 1),
      formatter: ({ styledData }) => styledData(1),
    });
    const most = i === 5 ? "1024.0" : "1.0";
    assertEquals(first, `${CLEAR}0.0/${most} ${unit}`);
  }
});

/** Runs something while time stands still; `wait` lets it jump, and each timer run once. */
async function onFakeClock(
  fn: (wait: (ms: number) => void, intervals: number[]) => Promise<void>,
): Promise<void> {
  const { setInterval, Date: { now } } = globalThis;
  const ticks: (() => void)[] = [];
  const intervals: number[] = [];
  let time = now();
  Date.now = () => time;
  globalThis.setInterval = ((tick: () => void, ms: number) => {
    ticks.push(tick);
    intervals.push(ms);
    return 0;
  }) as unknown as typeof setInterval;
  try {
    await fn((ms) => {
      time += ms;
      ticks.forEach((tick) => tick());
    }, intervals);
  } finally {
    Object.assign(globalThis, { setInterval });
    Date.now = now;
  }
}

Deno.test("ProgressBar writes anew every second", () =>
  onFakeClock(async (wait, intervals) => {
    const formatter: ProgressBarOptions["formatter"] = ({ styledTime }) => styledTime;
    const lines = await written({ max: 10, formatter }, () => {
      wait(1000);
      wait(60_000);
      wait(3600_000);
    });
    assertEquals(intervals, [1000]);
    assertEquals(
      lines,
      ["00:00", "00:01", "01:01", "61:01", "61:01"]
        .map((time) => CLEAR + time).concat("\n"),
    );
  }));

Deno.test("ProgressBar tells its formatter the value and time, now and at the last call", () =>
  onFakeClock(async (wait) => {
    const told: number[][] = [];
    await written({
      max: 10,
      value: 2,
      formatter: ({ max, value, previousValue, time, previousTime }) => {
        told.push([max, previousValue, value, previousTime, time]);
        return "";
      },
    }, (bar) => {
      bar.value = 7;
      wait(1000);
      bar.value = 9;
      bar.max = 20;
    });
    assertEquals(told, [
      [10, 2, 2, 0, 0],
      [10, 2, 7, 0, 1000],
      [20, 7, 9, 1000, 1000],
    ]);
  }));

Deno.test("ProgressBar leaves the stream open unless told otherwise", async () => {
  let isClosed = false;
  const writable = new WritableStream<Uint8Array>({
    close: () => void (isClosed = true),
  });
  await new ProgressBar({ max: 1, writable }).stop();
  assertEquals(isClosed, false);
  await new ProgressBar({ max: 1, writable, keepOpen: false }).stop();
  assertEquals(isClosed, true);
});

Deno.test("ProgressBar goes on when nobody reads any more", async () => {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const bar = new ProgressBar({ max: 1, writable });
  await readable.cancel();
  bar.value = 1;
  await bar.stop();
  assertEquals(bar.value, 1);
});

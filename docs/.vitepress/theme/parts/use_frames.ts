import { onBeforeUnmount, type Ref, ref } from "vue";

/** Work that is done a little in every frame, so that the page stays alive. */
export interface Frames {
  running: Ref<boolean>;
  start: () => void;
  stop: () => void;
  toggle: () => void;
}

/**
 * Calls `step` at most `most` times, for about 9 ms, in each frame, and then `drawn`, until it is stopped or `step` gives
 * false. Pauses while the page is hidden, and stops when the figure goes away.
 */
export function useFrames(step: () => boolean, drawn: () => void, most = Infinity): Frames {
  const running = ref(false);
  let handle = 0;

  function frame(): void {
    const end = performance.now() + 9;
    let more = true;
    for (let done = 0; more && done < most && performance.now() < end; done++) more = step();
    drawn();
    if (!more) running.value = false;
    if (running.value) handle = requestAnimationFrame(frame);
  }

  function start(): void {
    if (running.value) return;
    running.value = true;
    handle = requestAnimationFrame(frame);
  }

  function stop(): void {
    running.value = false;
    cancelAnimationFrame(handle);
  }

  const toggle = (): void => (running.value ? stop() : start());

  onBeforeUnmount(stop);
  return { running, start, stop, toggle };
}

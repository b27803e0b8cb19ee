import { getCurrentInstance, onBeforeUnmount, onMounted, type Ref, ref } from "vue";

/** Work that is done a little in every frame, so that the page stays alive. */
export interface Frames {
  running: Ref<boolean>;
  start: () => void;
  stop: () => void;
  toggle: () => void;
}

/**
 * Calls `step` at most `most` times, for about 9 ms, in each frame, and then `drawn`, until it is stopped or `step` gives
 * false. Pauses while the page is hidden or the figure is out of view, and stops when it goes away.
 */
export function useFrames(step: () => boolean, drawn: () => void, most = Infinity): Frames {
  const running = ref(false);
  let handle = 0;
  const inView = useInView();

  function frame(): void {
    if (!inView()) {
      if (running.value) handle = requestAnimationFrame(frame);
      return;
    }
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

/** Whether any of the figure is in view. */
function useInView(): () => boolean {
  const figure = getCurrentInstance();
  let inView = true;
  const observer = typeof IntersectionObserver === "undefined"
    ? null
    : new IntersectionObserver((entries) => (inView = entries.at(-1)!.isIntersecting));
  onMounted(() => {
    const element: unknown = figure?.proxy?.$el;
    if (element instanceof Element) observer?.observe(element);
  });
  onBeforeUnmount(() => observer?.disconnect());
  return () => inView;
}

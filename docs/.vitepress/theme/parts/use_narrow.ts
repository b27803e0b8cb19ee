import { onBeforeUnmount, onMounted, type Ref, ref } from "vue";

/** Whether the page is too narrow for a wide drawing. */
export function useNarrow(width = 640): Ref<boolean> {
  const narrow = ref(false);
  const query = typeof matchMedia === "undefined" ? null : matchMedia(`(max-width: ${width}px)`);
  const look = (): void => void (narrow.value = query?.matches ?? false);
  onMounted(() => (look(), query?.addEventListener("change", look)));
  onBeforeUnmount(() => query?.removeEventListener("change", look));
  return narrow;
}

import { useData } from "vitepress";
import { computed, type ComputedRef } from "vue";

/** The texts of a figure in the language of the page. */
export function useText<Texts>(texts: { en: Texts; zh: Texts }): ComputedRef<Texts> {
  const { lang } = useData();
  return computed(() => (lang.value === "zh-CN" ? texts.zh : texts.en));
}

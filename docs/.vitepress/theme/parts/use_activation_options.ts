import { useData } from "vitepress";
import { computed, type ComputedRef } from "vue";
import { activationChoices } from "./activation_choices.ts";

/** The activations as options of a menu, in the language of the page. */
export function useActivationOptions(names?: string[]): ComputedRef<{ value: string; label: string }[]> {
  const { lang } = useData();
  return computed(() =>
    activationChoices
      .filter((choice) => names === undefined || names.includes(choice.name))
      .map((choice) => ({ value: choice.name, label: lang.value === "zh-CN" ? choice.zh : choice.en }))
  );
}

import { useData } from "vitepress";
import { type AsyncComponentLoader, type Component, defineAsyncComponent, defineComponent, h, onMounted, ref } from "vue";

/** A figure that is fetched when its page is shown in a browser, with a quiet placeholder until then. */
export function lazyFigure(name: string, load: () => Promise<unknown>): Component {
  const placeholder = defineComponent(() => {
    const { lang } = useData();
    return () => h("div", { class: "figure-loading" }, lang.value === "zh-CN" ? "正在准备图……" : "Preparing the figure …");
  });
  const figure = defineAsyncComponent({
    loader: load as AsyncComponentLoader,
    loadingComponent: placeholder,
    delay: 0,
  });
  return defineComponent({
    name,
    inheritAttrs: false,
    setup(_props, { attrs }) {
      const inBrowser = ref(false);
      onMounted(() => (inBrowser.value = true));
      return () => h(inBrowser.value ? figure : placeholder, attrs);
    },
  });
}

/**
 * Lint rules of this workspace.
 *
 * @module
 */

/** Whether a file is part of a published package. */
function isPackageSource(filename: string): boolean {
  return /[\\/]packages[\\/]/.test(filename) && !filename.endsWith("_test.ts");
}

const plugin: Deno.lint.Plugin = {
  name: "chainrule",
  rules: {
    "no-ambient-randomness": {
      create(context) {
        if (!isPackageSource(context.filename)) return {};
        return {
          'MemberExpression[object.name="Math"][property.name="random"]'(node) {
            context.report({
              node,
              message: "Math.random cannot be seeded",
              hint: "Draw from a Random of @chainrule/tensor",
            });
          },
        };
      },
    },
    "no-clock": {
      create(context) {
        if (!isPackageSource(context.filename)) return {};
        return {
          'Identifier[name="Date"]'(node) {
            context.report({
              node,
              message: "A result must not depend on the date",
              hint: "Take the date as an argument",
            });
          },
        };
      },
    },
  },
};

export default plugin;

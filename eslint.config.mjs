import jsdoc from "eslint-plugin-jsdoc";
import tseslint from "typescript-eslint";

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      "policy-pack/bin",
      "coverage/**",
      "**/*.mjs",
      "**/*.cjs",
      "**/*.js",
      "tests/fixtures",
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "max-lines": ["error", { max: 350, skipComments: true }],
      "max-lines-per-function": ["error", { max: 60, skipComments: true }],
      complexity: ["error", 10],
      "max-depth": ["error", 3],
      "max-params": ["error", 3],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Pulumi resources are declared for their effect.
      "no-new": "off",
    },
  },
  {
    files: [
      "config/**",
      "plan/**",
      "components/**",
      "preview/**",
      "policy-pack/**",
      "detections/**",
      "runtime/**",
      "services/**",
    ],
    plugins: { jsdoc },
    rules: {
      "jsdoc/require-jsdoc": [
        "error",
        {
          publicOnly: true,
          require: { FunctionDeclaration: true, ClassDeclaration: true },
          contexts: [
            "TSInterfaceDeclaration",
            "TSTypeAliasDeclaration",
            "TSInterfaceBody > TSPropertySignature",
          ],
          checkConstructors: false,
        },
      ],
    },
  },
  {
    files: ["tests/**"],
    rules: {
      "max-lines-per-function": "off",
      "@typescript-eslint/no-floating-promises": "off",
      "@typescript-eslint/no-non-null-assertion": "error",
    },
  },
);

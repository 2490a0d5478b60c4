import reactHooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

/** Layout is the formatter's and types are the compiler's; here stand the mistakes that neither of them sees. */
export default tseslint.config(
  {ignores: ["build", "build-bench", "data", "node_modules"]},
  {
    files: ["**/*.ts", "**/*.tsx"],
    plugins: {"@typescript-eslint": tseslint.plugin},
    languageOptions: {parser: tseslint.parser, parserOptions: {projectService: true}},
    linterOptions: {reportUnusedDisableDirectives: "error"},
    rules: {
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/consistent-type-imports": [
        "error",
        {fixStyle: "inline-type-imports", disallowTypeAnnotations: false}
      ],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": "error",
      "@typescript-eslint/no-unused-vars": [
        "error",
        {argsIgnorePattern: "^_", varsIgnorePattern: "^_", ignoreRestSiblings: true}
      ],
      "@typescript-eslint/return-await": ["error", "in-try-catch"],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", {considerDefaultExhaustiveForUnions: true}],
      eqeqeq: "error",
      "no-duplicate-imports": "error"
    }
  },
  {
    files: ["**/*.tsx"],
    plugins: {"react-hooks": reactHooks},
    rules: {"react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error"}
  }
);

/**
 * Rules of this house that no linter has: how files are called. The others of the design (sizes, named exports, no
 * null) are ESLint's own, set in eslint.config.mjs.
 */
import { basename } from 'node:path';

const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.(?:svelte|spec|config|d))*\.(?:ts|mjs|mts)$/;
const PASCAL_COMPONENT = /^[A-Z][A-Za-z0-9]*\.svelte$/;
/** A component's test is called as the component. */
const PASCAL_SPEC = /^[A-Z][A-Za-z0-9]*\.spec\.ts$/;

const fileName = {
  meta: { type: 'suggestion', schema: [] },
  create: (context) => ({
    Program(node) {
      const name = basename(context.filename);
      if (KEBAB.test(name) || PASCAL_COMPONENT.test(name) || PASCAL_SPEC.test(name)) return;
      context.report({
        node,
        message: 'Files are called in kebab-case, components (.svelte) in PascalCase.',
      });
    },
  }),
};

export const house = { rules: { 'file-name': fileName } };

/** `null` may be compared with, because the DOM answers it; what is ours says `undefined`. */
export const NO_NULL = {
  selector:
    "Literal[raw='null']:not(BinaryExpression[operator=/^[!=]==$/] > Literal, CallExpression[callee.property.name='create'] > Literal)",
  message: 'Say undefined; null is only compared with, where the DOM or JSON gives it.',
};
export const NO_NULL_TYPE = {
  selector: 'TSNullKeyword',
  message: 'Say undefined; a type has null only where the DOM gives it.',
};
export const NO_DEFAULT_EXPORT = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: it is called the same everywhere.',
};

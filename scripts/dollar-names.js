/** True for an Observable and whatever extends it. Unions count when one member does. */
const isObservable = (type) =>
  type.isUnionOrIntersection()
    ? type.types.some(isObservable)
    : type.getSymbol()?.name === 'Observable' || (type.getBaseTypes?.() ?? []).some(isObservable);

/** The identifiers that a binding pattern declares. */
const declared = (pattern) => {
  switch (pattern?.type) {
    case 'Identifier':
      return [pattern];
    case 'AssignmentPattern':
      return declared(pattern.left);
    case 'RestElement':
      return declared(pattern.argument);
    case 'ArrayPattern':
      return pattern.elements.flatMap(declared);
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) => declared(property.value ?? property.argument));
    case 'TSParameterProperty':
      return declared(pattern.parameter);
    default:
      return [];
  }
};

/**
 * An eslint rule: a variable, field or parameter that is an Observable ends in `$`, and no function does.
 *
 * The plugin's own `finnish` also wants the `$` on everything that returns an Observable, operators included.
 */
export const dollarNames = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      missing: "'{{name}}' is an Observable: its name ends in '$'.",
      wrong: "'{{name}}' is a function: only an Observable's name ends in '$'.",
    },
  },
  create(context) {
    const services = context.sourceCode.parserServices;
    const check = (node) => {
      if (node.type !== 'Identifier') return;
      const type = services.getTypeAtLocation(node);
      const dollar = node.name.endsWith('$');
      const data = { name: node.name };
      if (!dollar && isObservable(type)) context.report({ node, messageId: 'missing', data });
      if (dollar && type.getCallSignatures().length > 0) context.report({ node, messageId: 'wrong', data });
    };
    const checkParameters = (node) => node.params.flatMap(declared).forEach(check);
    return {
      VariableDeclarator: (node) => declared(node.id).forEach(check),
      'FunctionDeclaration, FunctionExpression, ArrowFunctionExpression': checkParameters,
      'FunctionDeclaration[id]': (node) => check(node.id),
      'PropertyDefinition, TSPropertySignature': (node) => check(node.key),
    };
  },
};

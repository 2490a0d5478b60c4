import {Children, cloneElement, isValidElement, type ReactElement, type ReactNode} from "react";

interface Parent {
  children?: ReactNode;
}

/** Replaces elements of a tree where `change` returns another; the elements inside a replaced one stay as they are. */
export function mapElements(node: ReactNode, change: (element: ReactElement) => ReactElement | undefined): ReactNode {
  if (Array.isArray(node)) return node.map((each: ReactNode) => mapElements(each, change));
  if (!isValidElement<Parent>(node)) return node;
  const {children} = node.props;
  const changed = change(node);
  if (changed || children === undefined) return changed ?? node;
  return cloneElement(node, {children: Children.map(children, (child) => mapElements(child, change))});
}

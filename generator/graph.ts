// Circles in what leads to what.

/**
 * The nodes that lead back to each other, each circle or knot of circles as one list; a node alone only if it leads to
 * itself. In the time that all edges take (Tarjan 1972), without recursion: a chain may be longer than the stack.
 */
export function knotsOf(
  nodes: readonly string[],
  leads: (node: string) => readonly string[],
): readonly (readonly string[])[] {
  const search: Search = { leads, found: new Map(), stack: [], knots: [] };
  for (const node of nodes) if (!search.found.has(node)) visit(node, search);
  return search.knots;
}

interface Found {
  readonly node: string;
  readonly index: number;
  readonly leads: readonly string[];
  /** How many of its leads were followed. */
  followed: number;
  /** The first node on the stack that it leads back to. */
  low: number;
  onStack: boolean;
}

interface Search {
  readonly leads: (node: string) => readonly string[];
  readonly found: Map<string, Found>;
  readonly stack: Found[];
  readonly knots: (readonly string[])[];
}

function visit(start: string, search: Search): void {
  const path = [enter(start, search)];
  for (let top = path.at(-1); top; top = path.at(-1)) {
    const next = top.leads[top.followed++];
    if (next !== undefined) {
      const known = search.found.get(next);
      if (!known) path.push(enter(next, search));
      else if (known.onStack) top.low = Math.min(top.low, known.index);
      continue;
    }
    path.pop();
    const before = path.at(-1);
    if (before) before.low = Math.min(before.low, top.low);
    if (top.low === top.index) leave(top, search);
  }
}

function enter(node: string, { found, stack, leads }: Search): Found {
  const index = found.size;
  const entered: Found = { node, index, leads: leads(node), followed: 0, low: index, onStack: true };
  found.set(node, entered);
  stack.push(entered);
  return entered;
}

function leave(first: Found, { stack, knots }: Search): void {
  const members = stack.splice(stack.lastIndexOf(first));
  for (const member of members) member.onStack = false;
  if (members.length > 1 || first.leads.includes(first.node)) knots.push(members.map(({ node }) => node));
}

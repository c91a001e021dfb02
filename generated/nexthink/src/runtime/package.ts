// Who this package is: the one file of the runtime that differs from package to package.

/** The name in `package.json`. */
export const packageName: string = "@actionwright/nexthink";

/** The version in `package.json`. */
export const packageVersion: string = "0.1.0";

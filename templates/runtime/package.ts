// Who this package is: the one file of the runtime that differs from package to package. The generator writes it.

/** The name in `package.json`. */
export const packageName: string = "actionwright";
/** The version in `package.json`. */
export const packageVersion: string = "0.0.0";

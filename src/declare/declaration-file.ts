/** One file of the declaration's folder, as an adapter read it. Pure rooms never see the folder itself. */
export interface DeclarationFile {
  /** Relative to the folder, with forward slashes: `site.yaml`, `contract/sts-1.cdx.json`. */
  readonly path: string;
  readonly text: string;
}

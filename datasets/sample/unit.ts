export interface Unit {
  code: string;
  name: string;
  type: "学院" | "机关部门" | "直属单位" | "附属单位";
  /** Staff at the beginning of the year. */
  size: number;
  /** The share of its people who ever come to sports or culture. */
  liveliness: number;
}

/** The usual reasons for a return, for a field with `list="usual-reasons"`. */
export function UsualReasons() {
  return (
    <datalist id="usual-reasons">
      {REASONS.map((reason) => (
        <option key={reason} value={reason} />
      ))}
    </datalist>
  );
}

const REASONS = [
  "人数与活动台账不一致，请核对后重报",
  "选填内容大量空白，请补齐后重报",
  "内容像是测试数据，请核对后重报",
  "月份不对，请核对后重报",
  "与已报的活动重复，请合并后重报"
];

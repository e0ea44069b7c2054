export { Button, IconButton } from './button.tsx';
export { Checkbox, CheckboxGroup, RadioGroup } from './choice.tsx';
export { classNames } from './class-names.ts';
export { Code } from './code.tsx';
export { ConfirmByName } from './confirm-by-name.tsx';
export { Count, Figure, Sentence } from './count.tsx';
export { Dialog } from './dialog.tsx';
export { EmptyState } from './empty-state.tsx';
export { FailureNote } from './failure-note.tsx';
export { NumberField, TextField } from './field.tsx';
export {
  formatBytes,
  formatClock,
  formatCount,
  formatDay,
  formatDecimal,
  formatDuration,
  formatMoment,
  formatNumber,
  formatShare,
  formatSigned,
  formatYears,
} from './format.ts';
export { decodeArrow } from './grid/cell-text.ts';
export { isNumeric, typeWord } from './grid/columns.ts';
export { Grid } from './grid/grid.tsx';
export type { GridColumn, GridRequest, GridSource, GridWindow } from './grid/source.ts';
export { Loading } from './loading.tsx';
export { Menu, type MenuEntry } from './menu.tsx';
export { NotShown } from './not-shown.tsx';
export { Progress } from './progress.tsx';
export { Facts, Panel, RoomPage, Section } from './section.tsx';
export { type Option, Select } from './select.tsx';
export { Split } from './split.tsx';
export { Table, type TableColumn } from './table.tsx';
export { type TabItem, Tabs } from './tabs.tsx';
export { toast } from './toast.tsx';
export { Tooltip } from './tooltip.tsx';
export { VerdictMark } from './verdict-mark.tsx';

// What a newer daemon answers and the specification that protocol.ts is made of does not have yet. An older one says -32601.
import type { DaemonNotifications, DaemonRequests, EditorRequests, Range } from '../protocol';

export interface Hunk {
  hunk: string;
  range: Range;
  oldText: string;
  newText: string;
  state: 'pending' | 'kept' | 'undone' | 'stale';
  mended?: boolean;
  pod: string;
  turn?: number;
  inline?: string;
}

export interface Changed {
  uri: string;
  version?: number;
  base: string;
  hunks: Hunk[];
}

export interface ChangesDecideParams {
  hunks?: string[];
  uri?: string;
  pod?: string;
  turn?: number;
  inline?: string;
}

export interface ChangesDecideResult {
  kept: string[];
  undone: string[];
  conflicts: { hunk: string; reason: string }[];
}

export interface Inline {
  inline: string;
  state: 'writing' | 'applied' | 'failed' | 'cancelled';
  hunks: Hunk[];
  note?: string;
  error?: { message: string };
}

export interface ModelListResult {
  models: { provider: string; id: string; contextWindow?: number; inputPrice?: number; outputPrice?: number; available: boolean }[];
  manifests: { name: string; description: string }[];
}

export interface QuestionRequestParams {
  pod: string;
  call: string;
  question: string;
  options?: { option: string; label: string; description?: string }[];
  multiple?: boolean;
  freeText?: boolean;
}

export interface Requests extends EditorRequests {
  'changes/list': { params: { workspaceFolder?: string; uri?: string; pod?: string; turn?: number }; result: { files: Changed[] } };
  'changes/keep': { params: ChangesDecideParams; result: ChangesDecideResult };
  'changes/undo': { params: ChangesDecideParams; result: ChangesDecideResult };
  'inline/start': { params: { textDocument: { uri: string; version: number }; range: Range; instruction: string; pod?: string }; result: Inline };
  'inline/stop': { params: { inline: string }; result: object };
  'model/list': { params: { workspaceFolder?: string }; result: ModelListResult };
}

export interface Notifications extends DaemonNotifications {
  'changes/changed': { params: { files: Changed[] } };
  'inline/update': { params: Inline };
}

export interface Questions extends DaemonRequests {
  'question/request': { params: QuestionRequestParams; result: { options?: string[]; text?: string } };
}

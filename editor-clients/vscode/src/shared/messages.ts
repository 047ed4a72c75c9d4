// What the extension and its page say to each other.
import type { ApprovalRequestParams, Part, PodEventParams, Prompt, QuestionRequestParams, Range, Tokens, Usage } from '../protocol';
import type { Transcript } from './transcript';

/** Beside the transcript: what the conversation is about and on what it runs. */
export interface Heading {
  session?: string;
  title: string;
  folder: string;
  folders: number;
  model: string;
  contextWindow?: number;
  manifest: string;
  scope: string;
  connection: 'starting' | 'ready' | 'lost' | 'failed';
  problem: string;
  /** What the person should know before the first word: it answers without a model, say. */
  hint: string;
}

/** A question to the person that is open. */
export type Asked =
  | ({ type: 'approval' } & ApprovalRequestParams)
  | ({ type: 'question' } & QuestionRequestParams);

/** What may be added to a message: shown as a chip. */
export interface Chip {
  part: Part;
  label: string;
  detail?: string;
  icon: string;
}

export interface Preferences {
  enterSends: boolean;
  showThinking: boolean;
  attachSelection: boolean;
}

export interface Selection {
  uri: string;
  label: string;
  range: Range;
}

export type ToPage =
  | { type: 'conversation'; heading: Heading; transcript: Transcript; asked: Asked[]; preferences: Preferences }
  | { type: 'heading'; heading: Heading }
  | { type: 'told'; events: PodEventParams[] }
  | { type: 'transcript'; from: number; transcript: Transcript }
  | { type: 'asked'; asked: Asked[] }
  | { type: 'waiting'; inputs: string[] }
  | { type: 'selection'; selection?: Selection }
  | { type: 'suggestions'; id: number; chips: Chip[] }
  | { type: 'prompts'; prompts: Prompt[] }
  | { type: 'chip'; chip: Chip }
  | { type: 'draft'; text: string }
  | { type: 'refused'; text: string; parts: Part[]; message: string }
  | { type: 'rewinding'; item: string; restored: string[]; kept: string[] }
  | { type: 'usage'; usage?: Usage; tokens?: Tokens }
  | { type: 'preferences'; preferences: Preferences }
  | { type: 'focus'; on?: 'asked' };

export type FromPage =
  | { type: 'ready'; session?: string; draft?: string }
  | { type: 'say'; input: Part[] }
  | { type: 'steer'; input: Part[] }
  | { type: 'takeBack' }
  | { type: 'stop' }
  | { type: 'resume' }
  | { type: 'compact' }
  | { type: 'new' }
  | { type: 'earlier' }
  | { type: 'pickModel' }
  | { type: 'pickFolder' }
  | { type: 'sessions' }
  | { type: 'answer'; call: string; option: string; comment?: string }
  | { type: 'reply'; call: string; options?: string[]; text?: string }
  | { type: 'suggest'; id: number; query: string }
  | { type: 'prompts' }
  | { type: 'drop'; uris: string[] }
  | { type: 'code'; action: 'copy' | 'insert' | 'apply'; text: string; file?: string }
  | { type: 'open'; target: string; line?: number }
  | { type: 'diff'; title: string; diff: string; file?: string }
  | { type: 'output'; call: string }
  | { type: 'fork'; item: string }
  | { type: 'rewind'; item: string; files: boolean; preview: boolean }
  | { type: 'showScope' }
  | { type: 'restart' };

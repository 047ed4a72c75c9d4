;;; What a person does with Podd in an Emacs with eglot and nothing else: code actions, and the editor's own undo. -*- lexical-binding: t -*-
(require 'cl-lib)

(defun tell-changes ()
  "Batch Emacs is never idle: say what was typed, as its idle timer does."
  (dolist (buffer (buffer-list))
    (with-current-buffer buffer
      (when (bound-and-true-p eglot--managed-mode)
        (eglot--signal-textDocument/didChange)))))

(defun wait-for (what fits)
  (let ((end (+ (float-time) 30)))
    (while (not (funcall fits))
      (when (> (float-time) end) (error "No %s; the buffer is:\n%s" what (buffer-string)))
      (accept-process-output nil 0.02)
      (tell-changes))))

(defun same (found due what)
  (unless (equal found due) (error "%s\ndue:\n%s\nfound:\n%s" what due found)))

(defun act (title)
  (tell-changes)
  (let* ((actions (eglot-code-actions (line-beginning-position) (line-end-position) nil nil))
         (action (cl-find title actions :key (lambda (each) (plist-get each :title)) :test #'equal)))
    (unless action (error "No code action %s among %S" title (mapcar (lambda (each) (plist-get each :title)) actions)))
    (eglot-execute (eglot-current-server) action)))

(defun line-range ()
  (list :start (eglot--pos-to-lsp-position (line-beginning-position))
        :end (eglot--pos-to-lsp-position (line-end-position))))

(defun visit (name)
  (find-file name)
  (unless (eglot-current-server) (apply #'eglot (eglot--guess-contact)))
  (wait-for "server" #'eglot-current-server))

(defun answered (times)
  (wait-for "answer" (lambda () (and (= times (how-many "^## Podd$" (point-min)))
                                     (= (1+ times) (how-many "^## You$" (point-min)))))))

(defun send (words)
  (goto-char (point-max))
  (insert words "\n")
  (forward-line -1)
  (undo-boundary)
  (act "Podd: send"))

(condition-case problem
    (let ((eglot-sync-connect t) chat notes unsaved)
      ;; chat in a file that was never saved
      (visit "talk.pod.md")
      (setq chat (current-buffer))
      (insert "## You\n\nTell me a long story\n")
      (goto-char (point-min)) (search-forward "Tell")
      (act "Podd: send")
      (wait-for "beginning of the story" (lambda () (string-match-p "word 3 " (buffer-string))))
      (same (buffer-substring (line-beginning-position) (point)) "Tell" "the cursor moved")
      (save-excursion (goto-char (point-max)) (insert "typed meanwhile\n"))
      (answered 1)
      (unless (string-match "\\`<!-- podd: session \\([[:alnum:]_-]+\\) -->\n" (buffer-string))
        (error "No session in the first line:\n%s" (buffer-string)))
      (same (substring (buffer-string) (match-end 0))
            (concat "\n## You\n\nTell me a long story\n\n## Podd\n\n"
                    (mapconcat (lambda (n) (format "word %d " n)) (number-sequence 1 60) "")
                    "\n\n## You\n\ntyped meanwhile\n")
            "the chat")

      ;; an edit of a buffer with unsaved changes, undone by the editor's own undo
      (visit "notes.md")
      (setq notes (current-buffer))
      (buffer-enable-undo)
      (goto-char (point-min))
      (delete-region (point) (line-end-position))
      (insert "ONE, unsaved")
      (undo-boundary)
      (setq unsaved (buffer-string))
      (switch-to-buffer chat)
      (send "translate the third line")
      (answered 2)
      (switch-to-buffer notes)
      (same (buffer-string) "ONE, unsaved\ntwo teh\ndrei\n" "the agent's edit")
      (same (with-temp-buffer (insert-file-contents "notes.md") (buffer-string)) "one\ntwo teh\nthree\n" "the file on the disk")
      (undo-boundary)
      (setq last-command nil this-command 'undo)
      (undo)
      (same (buffer-string) unsaved "one undo")
      (tell-changes)

      ;; a hunk undone by code action
      (switch-to-buffer chat)
      (send "translate the third line")
      (answered 3)
      (switch-to-buffer notes)
      (same (buffer-string) "ONE, unsaved\ntwo teh\ndrei\n" "the agent's second edit")
      (goto-char (point-min)) (forward-line 2)
      (act "Podd: undo this change")
      (wait-for "undone hunk" (lambda () (equal (buffer-string) unsaved)))

      ;; a fix from a diagnostic: eglot runs one server a buffer, so it is given one as that server would have said it
      (goto-char (point-min)) (forward-line 1)
      (eglot-execute (eglot-current-server)
                     (list :title "Podd: fix this" :command "podd.fix"
                           :arguments (vector (list :uri (eglot-path-to-uri (buffer-file-name))
                                                    :range (line-range)
                                                    :diagnostics (vector (list :range (line-range)
                                                                               :message "teh is misspelled"))))))
      (wait-for "fix" (lambda () (equal (buffer-string) "ONE, unsaved\ntwo the\nthree\n")))

      ;; an instruction in a comment
      (goto-char (point-max))
      (insert "<!-- @podd add a line -->\n")
      (forward-line -1)
      (act "Podd: add a line")
      (wait-for "line that the comment asks for"
                (lambda () (equal (buffer-string) "ONE, unsaved\ntwo the\nthree\nadded\n")))
      (dolist (buffer (list chat notes)) (with-current-buffer buffer (set-buffer-modified-p nil)))
      (message "ALL DONE")
      (kill-emacs 0))
  (error (message "%s" (error-message-string problem)) (kill-emacs 1)))

// A step that did not go as it should, with a code and a text.
package menjin.conformance;

final class Failed extends Exception {
    private static final long serialVersionUID = 1L;

    Failed(Object code, String text) {
        super(code + " " + text);
    }
}

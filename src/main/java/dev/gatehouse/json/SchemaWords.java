package dev.gatehouse.json;

/**
 * How findings about one kind of document are worded.
 *
 * @param whole the document: {@code the arguments object}
 * @param unknown what is said of a member that there is not, after its name: {@code is not an argument of this tool}
 * @param pointers whether a place is written as a JSON pointer, RFC 6901, or by its name alone
 * @param describes whether the description in the schema ends the sentence
 */
public record SchemaWords(String whole, String unknown, boolean pointers, boolean describes) {
  String place(String pointer) {
    return pointers ? pointer : pointer.substring(1);
  }
}

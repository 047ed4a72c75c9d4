import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/**
 * Classes whose pattern switches and record methods are plain code.
 *
 * The compiler leaves both to bootstrap methods, which make a class for each switch and a tree of method handles for each
 * method of a record when it is called for the first time. The start-up cache keeps neither: they took a tenth of the time
 * to an open Pod. What the bootstrap methods would make is written down here, as {@code SwitchBootstraps.typeSwitch} and
 * {@code ObjectMethods.bootstrap} specify it.
 */
final class PlainLinks {
    private static final String SWITCHES = "SwitchBootstraps";
    private static final String RECORDS = "ObjectMethods";
    private static final ClassDesc BUILDER = ClassDesc.of("java.lang.StringBuilder");
    private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
    private static final int PRIME = 31;

    private final ClassModel type;
    private final boolean isInterface;
    /** Methods that are to be added. */
    private final List<Consumer<ClassBuilder>> choices = new ArrayList<>();

    private PlainLinks(ClassModel type) {
        this.type = type;
        this.isInterface = (type.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
    }

    /** The class with plain code; its own bytes where it has nothing to replace. */
    static byte[] in(byte[] bytes, ClassFile classFile) {
        ClassModel type = classFile.parse(bytes);
        boolean has = StreamSupport.stream(type.constantPool().spliterator(), false)
                .anyMatch(entry -> entry instanceof InvokeDynamicEntry call && (isOf(RECORDS, bootstrap(call))
                        || isChoice(bootstrap(call), arguments(call))));
        return has ? new PlainLinks(type).replaced(classFile) : bytes;
    }

    private byte[] replaced(ClassFile classFile) {
        return classFile.transformClass(type, new ClassTransform() {
            @Override
            public void accept(ClassBuilder builder, ClassElement element) {
                if (element instanceof MethodModel method) {
                    replace(builder, method);
                } else {
                    builder.with(element);
                }
            }

            @Override
            public void atEnd(ClassBuilder builder) {
                choices.forEach(choice -> choice.accept(builder));
            }
        });
    }

    private void replace(ClassBuilder builder, MethodModel method) {
        Optional<InvokeDynamicInstruction> record = method.code().stream().flatMap(code -> code.elementStream())
                .filter(each -> each instanceof InvokeDynamicInstruction call && isOf(RECORDS, call.bootstrapMethod()))
                .map(InvokeDynamicInstruction.class::cast).findFirst();
        if (record.isPresent()) {
            builder.withMethodBody(method.methodName(), method.methodType(), method.flags().flagsMask(),
                    code -> ofRecord(code, method.methodName().stringValue(), record.get().bootstrapArgs()));
        } else {
            builder.transformMethod(method, MethodTransform.transformingCode(this::replace));
        }
    }

    private static DirectMethodHandleDesc bootstrap(InvokeDynamicEntry call) {
        return call.bootstrap().bootstrapMethod().asSymbol();
    }

    private static List<ConstantDesc> arguments(InvokeDynamicEntry call) {
        return call.bootstrap().arguments().stream().map(each -> each.constantValue()).toList();
    }

    private static boolean isOf(String owner, DirectMethodHandleDesc bootstrap) {
        return bootstrap.owner().displayName().equals(owner);
    }

    /** Whether a call chooses between types; switches over constants are left to the JVM: there are next to none. */
    private static boolean isChoice(DirectMethodHandleDesc bootstrap, List<ConstantDesc> arguments) {
        return isOf(SWITCHES, bootstrap) && bootstrap.methodName().equals("typeSwitch")
                && arguments.stream().allMatch(each -> each instanceof ClassDesc label && label.isClassOrInterface());
    }

    private void replace(CodeBuilder code, CodeElement element) {
        if (!(element instanceof InvokeDynamicInstruction call)
                || !isChoice(call.bootstrapMethod(), call.bootstrapArgs())) {
            code.with(element);
            return;
        }
        String name = "typeSwitch$" + choices.size();
        MethodTypeDesc shape = call.typeSymbol();
        List<ConstantDesc> labels = call.bootstrapArgs();
        choices.add(builder -> builder.withMethodBody(name, shape,
                ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC, body -> choose(body, labels)));
        code.invokestatic(type.thisClass().asSymbol(), name, shape, isInterface);
    }

    /** The index of the first label from a given one on that a value is an instance of; their number for none, -1 for null. */
    private static void choose(CodeBuilder code, List<ConstantDesc> labels) {
        Label isThere = code.newLabel();
        code.aload(0).ifnonnull(isThere).iconst_m1().ireturn().labelBinding(isThere);
        for (int i = 0; i < labels.size(); i++) {
            Label next = code.newLabel();
            code.iload(1).loadConstant(i).if_icmpgt(next).aload(0).instanceOf((ClassDesc) labels.get(i)).ifeq(next)
                    .loadConstant(i).ireturn().labelBinding(next);
        }
        code.loadConstant(labels.size()).ireturn();
    }

    private static void ofRecord(CodeBuilder code, String name, List<ConstantDesc> arguments) {
        ClassDesc owner = (ClassDesc) arguments.getFirst();
        List<DirectMethodHandleDesc> fields = arguments.stream().skip(2).map(DirectMethodHandleDesc.class::cast)
                .toList();
        switch (name) {
            case "equals" -> equals(code, owner, fields);
            case "hashCode" -> hashCode(code, fields);
            case "toString" -> toString(code, owner, fields);
            default -> throw new IllegalStateException("a record has no method " + name);
        }
    }

    private static ClassDesc typeOf(DirectMethodHandleDesc field) {
        return field.invocationType().returnType();
    }

    private static void load(CodeBuilder code, int slot, DirectMethodHandleDesc field) {
        code.aload(slot).getfield(field.owner(), field.methodName(), typeOf(field));
    }

    private static void equals(CodeBuilder code, ClassDesc owner, List<DirectMethodHandleDesc> fields) {
        Label isOther = code.newLabel();
        Label differs = code.newLabel();
        code.aload(0).aload(1).if_acmpne(isOther).iconst_1().ireturn().labelBinding(isOther);
        code.aload(1).instanceOf(owner).ifeq(differs).aload(1).checkcast(owner).astore(2);
        for (DirectMethodHandleDesc field : fields) {
            ClassDesc of = typeOf(field);
            load(code, 0, field);
            load(code, 2, field);
            switch (TypeKind.from(of)) {
                case BOOLEAN, BYTE, CHAR, SHORT, INT -> code.if_icmpne(differs);
                case LONG -> code.lcmp().ifne(differs);
                case FLOAT, DOUBLE -> code.invokestatic(wrapper(of), "compare",
                        MethodTypeDesc.of(ConstantDescs.CD_int, of, of)).ifne(differs);
                case REFERENCE -> code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(ConstantDescs.CD_boolean,
                        ConstantDescs.CD_Object, ConstantDescs.CD_Object)).ifeq(differs);
                case VOID -> throw new IllegalStateException(field + " is void");
            }
        }
        code.iconst_1().ireturn().labelBinding(differs).iconst_0().ireturn();
    }

    private static void hashCode(CodeBuilder code, List<DirectMethodHandleDesc> fields) {
        code.iconst_0();
        for (DirectMethodHandleDesc field : fields) {
            ClassDesc of = typeOf(field);
            code.loadConstant(PRIME).imul();
            load(code, 0, field);
            code.invokestatic(of.isPrimitive() ? wrapper(of) : OBJECTS, "hashCode",
                    MethodTypeDesc.of(ConstantDescs.CD_int, of.isPrimitive() ? of : ConstantDescs.CD_Object)).iadd();
        }
        code.ireturn();
    }

    private static void toString(CodeBuilder code, ClassDesc owner, List<DirectMethodHandleDesc> fields) {
        String name = owner.displayName();
        code.new_(BUILDER).dup().invokespecial(BUILDER, ConstantDescs.INIT_NAME, ConstantDescs.MTD_void);
        String before = name.substring(name.lastIndexOf('$') + 1).replaceFirst("^[0-9]+", "") + "[";
        for (DirectMethodHandleDesc field : fields) {
            append(code.loadConstant(before + field.methodName() + "="), ConstantDescs.CD_String);
            load(code, 0, field);
            append(code, typeOf(field));
            before = ", ";
        }
        append(code.loadConstant(fields.isEmpty() ? before + "]" : "]"), ConstantDescs.CD_String);
        code.invokevirtual(BUILDER, "toString", MethodTypeDesc.of(ConstantDescs.CD_String)).areturn();
    }

    private static void append(CodeBuilder code, ClassDesc type) {
        ClassDesc taken = switch (TypeKind.from(type)) {
            case BYTE, SHORT -> ConstantDescs.CD_int;
            case REFERENCE -> type.equals(ConstantDescs.CD_String) ? type : ConstantDescs.CD_Object;
            case BOOLEAN, CHAR, INT, LONG, FLOAT, DOUBLE, VOID -> type;
        };
        code.invokevirtual(BUILDER, "append", MethodTypeDesc.of(BUILDER, taken));
    }

    private static ClassDesc wrapper(ClassDesc primitive) {
        return switch (TypeKind.from(primitive)) {
            case BOOLEAN -> ConstantDescs.CD_Boolean;
            case BYTE -> ConstantDescs.CD_Byte;
            case CHAR -> ConstantDescs.CD_Character;
            case SHORT -> ConstantDescs.CD_Short;
            case INT -> ConstantDescs.CD_Integer;
            case LONG -> ConstantDescs.CD_Long;
            case FLOAT -> ConstantDescs.CD_Float;
            case DOUBLE -> ConstantDescs.CD_Double;
            case REFERENCE, VOID -> throw new IllegalStateException(primitive + " is no primitive type");
        };
    }
}
